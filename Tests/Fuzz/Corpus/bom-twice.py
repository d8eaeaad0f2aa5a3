﻿open(p)
