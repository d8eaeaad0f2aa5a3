import datetime

stream = open("journal.log", "a")
stream.write("started\n")
