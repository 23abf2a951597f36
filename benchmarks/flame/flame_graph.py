"""Draws a flame graph as one SVG without scripts: width is processor time, the tooltip of a box has its whole name and share.

    perf record -a -F 199 -g -o perf.data -- sleep 30
    perf script -F comm,pid,tid,time,event,ip,sym,dso -i perf.data > perf.txt
    python3 flame_graph.py perf.txt PID=NAME [PID=NAME ...] > graph.svg

Processes that are not named are left out. JVMs name their compiled methods with
JAVA_TOOL_OPTIONS="-XX:+UnlockDiagnosticVMOptions -XX:+DumpPerfMapAtExit -XX:+PreserveFramePointer"; run perf script after they have ended.
"""

import re
import sys
from xml.sax.saxutils import escape, quoteattr

WIDTH, ROW, LEAST, LETTER = 1200, 17, 2.0, 6.6
THREADS = {"C2 CompilerThre": "JIT compiler", "C1 CompilerThre": "JIT compiler", "data-plane-kafk": "request handlers"}
NOT_SAID = re.compile(r"\[unknown|Interpreter|call_stub|\[libjvm|\[JVM|StubRoutines|start_thread|thread_|Thread::|JavaThread::|JavaCalls::|0x")


def samples(lines, processes):
    """Stacks from process to leaf; what the compiler does inside is one box."""
    stack = None
    for line in lines:
        header = re.match(r"(\S.*?)\s+(\d+)(?:/\d+)?\s", line)
        if header:
            name = processes.get(header[2])
            thread = THREADS.get(header[1], re.sub(r"[-_]?\d+$", "", header[1]))
            stack = [name, thread, []] if name else None
        elif not line.strip():
            if stack:
                frames = [] if stack[1] == "JIT compiler" else stack[2][::-1]
                yield tuple(stack[:2] + frames)
            stack = None
        elif stack and (frame := re.match(r"\s*[0-9a-f]+ (.*) \((.*)\)$", line)):
            symbol = re.sub(r"\+0x[0-9a-f]+$", "", frame[1])
            if symbol == "[unknown]":
                symbol = f"[{frame[2].split('/')[-1]}]"
            symbol = re.sub(r"^\[perf-\d+\.map\]$", "[JVM]", re.sub(r"\(.*|<.*", "", symbol).split(" ")[-1])
            if symbol and not NOT_SAID.match(symbol):
                stack[2].append(symbol)


def tree(stacks):
    root = {"n": 0, "below": {}}
    for stack in stacks:
        root["n"] += 1
        node = root
        for frame in stack:
            node = node["below"].setdefault(frame, {"n": 0, "below": {}})
            node["n"] += 1
    return root


def boxes(node, total, x=0.0, depth=0):
    for name, child in sorted(node["below"].items(), key=lambda item: -item[1]["n"]):
        width = WIDTH * child["n"] / total
        if width >= LEAST:
            yield x, depth, width, name, child["n"] / total
            yield from boxes(child, total, x, depth + 1)
        x += width


def colour(depth, name):
    if depth == 0:
        return "#b9c6d8"
    if depth == 1:
        return "#d5dfec"
    return "#f2c14e" if re.match(r"(io|org|java|jdk|scala|kafka|com|sun)\.", name) else "#f09a56"


def main():
    processes = dict(argument.split("=", 1) for argument in sys.argv[2:])
    with open(sys.argv[1], encoding="utf-8", errors="replace") as lines:
        root = tree(samples(lines, processes))
    drawn = list(boxes(root, root["n"]))
    height = ROW * (1 + max(box[1] for box in drawn))
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="monospace" font-size="11">')
    print(f'<rect width="{WIDTH}" height="{height}" fill="white"/>')
    for x, depth, width, name, share in drawn:
        y = height - ROW * (depth + 1)
        title = escape(f"{name}, {100 * share:.1f} %")
        print(f'<g><title>{title}</title><rect x="{x:.1f}" y="{y}" width="{width - 0.3:.1f}" height="{ROW - 1}" fill={quoteattr(colour(depth, name))}/>', end="")
        shown = re.sub(r"^(?:[a-z_0-9]+\.)+(?=[A-Z])", "", name)
        letters = int((width - 6) / LETTER)
        if letters >= 3:
            text = shown if len(shown) <= letters else shown[: letters - 2] + ".."
            print(f'<text x="{x + 3:.1f}" y="{y + 12}">{escape(text)}</text>', end="")
        print("</g>")
    print("</svg>")


main()
