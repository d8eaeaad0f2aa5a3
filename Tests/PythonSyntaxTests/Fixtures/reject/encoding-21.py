# vim: fileencoding=nonsense
a = 1
