first = 1
% a
last = 2
