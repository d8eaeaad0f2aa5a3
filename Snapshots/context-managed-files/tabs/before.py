def export(path, rows):
	output = open(path, "w")
	for row in rows:
		output.write(row)
	output.close()
