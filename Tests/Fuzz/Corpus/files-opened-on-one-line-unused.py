def read(path, log):
    def truncate(path):
        open(path, "w").close()
        open(path + ".log", "w")
        unused = open(path + ".tmp", "w"); source = open(path); text = source.read()
    source.close(); log("out")
    return text
def redirect(path):
    sys.stdout = open(path, "w")
    log = open(path, "a")
    sys.stderr = log
@app.post("/incidents/{incident_id}")
def again(incident_id: int, tasks: BackgroundTasks, db: Session = Depends(get_db)):
    incident = db.query(Incident).filter(Incident.id == incident_id).one()
    tasks.add_task(analyze, incident, db)
    return {"ok": True}
