class Page:
    template = open("page.html").read()
    source = open("page.css")
