"""Papers as Word files (ISO/IEC 29500): written for WPS to open and edit, and read back."""
