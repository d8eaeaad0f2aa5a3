def report(path, rows):
    output = open(path, "w")
    output.write("""<html>
  <body>
""")
    text = f"""
{rows
    !r}
  </body>"""
    output.write(text)
    output.close()
