"""XLSX: the parts of the package, changed where they must and copied where not."""
