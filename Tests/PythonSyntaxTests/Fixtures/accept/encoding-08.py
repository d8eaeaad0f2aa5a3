# -*- coding: ascii -*-
a = 1
