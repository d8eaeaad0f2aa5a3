def f(): pass


class A:
	x = 1

	def g(self):
		pass
