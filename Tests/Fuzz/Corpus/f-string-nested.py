open(f'{f"{f'''{p}'''}"}').read()
