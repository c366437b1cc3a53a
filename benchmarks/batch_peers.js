// Fill the templates of a set with docxtemplater or carbone, many sets in one process, and print the seconds of
// processor time that each set took.
//
//     node batch_peers.js docxtemplater|carbone JOB.json
//
// JOB.json: {"templates": [{"path": …, "language": …}, …], "rows": [{"fr": {…}, "en": {…}}, …], "output": FOLDER}
"use strict";
const fs = require("fs");
const path = require("path");

const [tool, jobFile] = process.argv.slice(2);
const job = JSON.parse(fs.readFileSync(jobFile, "utf-8"));

function docxtemplater() {
  const PizZip = require("pizzip");
  const Docxtemplater = require("docxtemplater");
  const files = job.templates.map((one) => ({ ...one, bytes: fs.readFileSync(one.path) }));
  return async (row) =>
    files.map((file) => {
      const document = new Docxtemplater(new PizZip(file.bytes), { paragraphLoop: true, linebreaks: true });
      document.render(row[file.language]);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    });
}

function carbone() {
  const library = require("carbone");
  const render = (file, data) =>
    new Promise((done, fail) => library.render(file, data, {}, (error, result) => (error ? fail(error) : done(result))));
  return async (row) => {
    const made = [];
    for (const file of job.templates) made.push(await render(file.path, row[file.language]));
    return made;
  };
}

function write(made) {
  made.forEach((bytes, number) => {
    const name = path.basename(job.templates[number].path);
    fs.writeFileSync(path.join(job.output, name), bytes);
  });
}

async function main() {
  const make = tool === "carbone" ? carbone() : docxtemplater();
  write(await make(job.rows[0]));
  const before = process.cpuUsage();
  for (const row of job.rows) write(await make(row));
  const used = process.cpuUsage(before);
  console.log((used.user + used.system) / 1e6 / job.rows.length);
  process.exit(0);
}

main();
