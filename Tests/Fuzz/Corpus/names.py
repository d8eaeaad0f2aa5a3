ﬁ = open(p)
fi.read()
𝔸 = A
