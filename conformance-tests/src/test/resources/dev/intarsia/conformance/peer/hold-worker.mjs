// node hold-worker.mjs MODULE -- COMMAND...: starts a worker, says its process id once it has answered, and stays.
import { Host } from "./host.mjs";

const host = new Host({ command: process.argv.slice(4), modules: [process.argv[2]], names: ["echo"] });
await host.settled(host.call("echo", 1));
console.log(host.child.pid);
setInterval(() => host.pump(), 1000);
