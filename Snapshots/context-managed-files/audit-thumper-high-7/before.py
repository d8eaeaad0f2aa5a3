def export_pdf(pdf, output_path):
    # File opened but not guaranteed to close on error
    output_file = open(output_path, 'wb')
    pdf.output(output_file)
