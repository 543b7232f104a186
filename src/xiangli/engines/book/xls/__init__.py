"""XLS (BIFF8): the records of the Workbook stream, changed where they must and copied where not ([MS-XLS])."""
