# codings: nonsense
a = 1
