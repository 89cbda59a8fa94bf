"""The import of a coordinator's list, as functions on plain data: file, columns, cells, the fate of every row.

sheets = reading.read(data, name)          # reading.py: a file as sheets of text
header = columns.find_header(sheet.rows)   # columns.py: where the header is, which column says what
mapping = columns.guess(sheet.rows, header)
rows = cleaning.clean_rows(sheet.rows, header, mapping)   # cleaning.py, cells.py: text as values and notes
outcome = fates.decide(rows, known)        # fates.py: what becomes of every row, and of every actor
"""
