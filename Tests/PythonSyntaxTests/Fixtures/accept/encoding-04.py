# vim: set fileencoding=koi8-r :
a = 'тест'
ь = 1
