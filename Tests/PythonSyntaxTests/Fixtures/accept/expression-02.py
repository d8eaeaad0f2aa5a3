a	+	b
a+b
a  .  b  (  c  )  [  d  ]
a<b
a<-b
a>-b
a==-b
a*-b
a**-b
a//-b
a@-b
a|~b
a if(b)else(c)
a or(b)
not(a)
(a)or(b)
[a]in[b]
lambda:(a)
a<<b>>c
a<=b>=c
