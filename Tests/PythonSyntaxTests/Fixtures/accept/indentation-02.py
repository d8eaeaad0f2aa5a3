if a:
	b
	if c:
		d
if a:
	b
if a:
        b
if a:
	if b:
	 c
	 d
	e
