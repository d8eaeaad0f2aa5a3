if a:
  b


   
	