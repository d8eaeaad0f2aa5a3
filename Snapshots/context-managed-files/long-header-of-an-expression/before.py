def load_the_settings(folder_of_the_customer, name_of_the_settings_file):
    text = open(folder_of_the_customer / name_of_the_settings_file, encoding="utf8").read()
    return text
