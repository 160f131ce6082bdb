#!/usr/bin/env python3
"""Proves the arrows of the house: which room of a target uses which other room.

A room is a folder directly below Sources/TARGET. Files directly in Sources/TARGET are the top
room, which no other room may use. A room uses another where its code names a type (or a free
function) that the other declares; extending such a type is a use too. The script fails when

- two rooms use each other, or rooms use each other in a ring, or a room uses the top room;
- a target imports what it must not (IMPORTS below);
- code below the command prints, exits, or reads or changes the process (FORBIDDEN below).

    arrows.py [--verbose] [--root FOLDER] [TARGET ...]

Members that an extension in one room adds to another room's type (or to one of the standard library)
are names too, where no other room declares a member of that name. Names are resolved by the words of
the code alone: operators, initialisers of extensions and types that are only inferred are not seen.
"""

import argparse
import collections
import os
import re
import sys

TOP = "(top)"

# What each target may import besides its own modules of C. `Swift` is always there.
STANDARD = {"Swift", "Synchronization"}
IMPORTS = {
    "Streets": STANDARD,
    # Of the C library sines and cosines.
    "PlaneGeometry": STANDARD | {"CGEOS", "CPROJ", "CProjectionFiles", "Glibc", "Musl", "Darwin"},
    "ServiceCircles": STANDARD | {"PlaneGeometry", "Streets", "Yams", "Foundation",
                                  "FoundationEssentials"},
    "ServiceCirclesIO": STANDARD | {
        "ServiceCircles", "PlaneGeometry", "Streets", "Yams", "Foundation",
        "FoundationEssentials", "Glibc", "Musl", "Darwin", "COSMReader", "CGDAL", "CSpatiaLite",
        "CSQLite", "GRDB", "Crypto"},
    "circles": None,  # the command may import anything
}

# Above which target the process begins, and what belongs to it.
COMMAND = "circles"
FORBIDDEN = [
    (re.compile(r"(?<![\w.])(?:Swift\.)?(print|debugPrint|exit|_exit|abort|signal|sigaction|dup2"
                r"|fputs|setenv|unsetenv)\s*\("), "{0}()"),
    (re.compile(r"(?<![\w.])(CommandLine)\b"), "CommandLine"),
    (re.compile(r"\bFileHandle\s*\.\s*(standardError|standardOutput|standardInput)\b"),
     "FileHandle.{0}"),
    (re.compile(r"(?<![\w.])(stderr|stdout)\b(?!\s*:)"), "{0}"),
]
# The library of the domain starts no other process and asks nothing of its own.
FORBIDDEN_IN = {
    "ServiceCircles": [
        (re.compile(r"(?<![\w.])(Process|ProcessInfo|Pipe|FileHandle)\b(?=\s*[.(])"), "{0}"),
    ],
}

# Members of the standard library and Foundation: a use of one says nothing of who declares it again.
COMMON_MEMBERS = set("""
    text values keys count first last map filter sorted index description hashValue isEmpty min max
    append insert remove removeAll contains reduce joined split prefix suffix name path value bounds
    length area start end update write read init point union isFinite isNaN magnitude squareRoot
""".split())

# Names of nested types that the standard library, or nearly every type, uses as well.
COMMON = set("""
    Element Index Indices Iterator SubSequence Key Keys Value Values ID Body Error Failure Output
    Input Kind CodingKeys RawValue Stride Storage State Result Options Option Context Level Name
    Unit Self Type Protocol AllCases ArrayLiteralElement StringLiteralType Task Set Array
    Dictionary String Int Double Float Bool Character Optional Range Duration Data URL Date
""".split())

DECLARATION = re.compile(
    r"(?<![\w.`])(?:(?P<keyword>struct|class|enum|protocol|actor|extension)\s+"
    r"(?!func\b|var\b|let\b|subscript\b|init\b)(?P<name>`?[A-Za-z_][\w.`]*)"
    r"|(?P<alias>typealias)\s+(?P<aliased>[A-Za-z_]\w*)"
    r"|(?P<function>func)\s+(?P<called>[A-Za-z_]\w*)"
    r"|(?P<open>\{)|(?P<close>\}))")
MEMBER = re.compile(
    r"(?<![\w.`])(?:extension\s+(?P<extended>[A-Za-z_][\w.`]*)"
    r"|(?:func|var|let)\s+`?(?P<member>[A-Za-z_]\w*)"
    r"|case\s+(?P<case>[a-z]\w*)"
    r"|(?P<open>\{)|(?P<close>\}))")
MEMBER_USE = re.compile(r"\.\s*([a-z]\w*)\b")
HIDDEN = re.compile(r"\b(?:private|fileprivate)\b(?!\s*\(set\))[^\n{}]*$")
CHAIN = re.compile(r"(?<![\w`])(?P<dot>\.\s*)?(?P<chain>[A-Za-z_]\w*(?:\s*\.\s*[A-Z_]\w*)*)")
IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)\s+)?(\w+)", re.M)


def code_only(text):
    """The text with comments and the words of string literals blanked: lines keep their numbers,
    and code interpolated into a string stays."""
    out = []
    length = len(text)

    def blank(piece):
        return re.sub(r"[^\n]", " ", piece)

    def code(at, until_parenthesis):
        depth = 0
        while at < length:
            two = text[at:at + 2]
            if two == "//":
                end = text.find("\n", at)
                end = length if end < 0 else end
                out.append(" " * (end - at))
                at = end
            elif two == "/*":
                end, nested = at + 2, 1
                while end < length and nested:
                    if text.startswith("/*", end):
                        nested, end = nested + 1, end + 2
                    elif text.startswith("*/", end):
                        nested, end = nested - 1, end + 2
                    else:
                        end += 1
                out.append(blank(text[at:end]))
                at = end
            elif text[at] == '"' or (text[at] == "#" and re.match(r'#+"', text[at:at + 8])):
                at = string(at)
            else:
                if until_parenthesis:
                    depth += (text[at] == "(") - (text[at] == ")")
                    if depth < 0:
                        return at
                out.append(text[at])
                at += 1
        return at

    def string(at):
        hashes = re.match(r"#*", text[at:]).group()
        start = at + len(hashes)
        quote = '"""' if text.startswith('"""', start) else '"'
        interpolation, escape, end = "\\" + hashes + "(", "\\" + hashes, quote + hashes
        at = start + len(quote)
        out.append(" " * (len(hashes) + len(quote)))
        while at < length:
            if text.startswith(end, at):
                out.append(" " * len(end))
                return at + len(end)
            if text.startswith(interpolation, at):
                out.append(" " * (len(interpolation) - 1) + "(")
                at = code(at + len(interpolation), True)
                out.append(")")
                at += 1
            elif text.startswith(escape, at):
                out.append(blank(text[at:at + len(escape) + 1]))
                at += len(escape) + 1
            elif text[at] == "\n" and quote == '"':
                return at  # an unclosed string: the compiler will say so
            else:
                out.append("\n" if text[at] == "\n" else " ")
                at += 1
        return at

    code(0, False)
    return "".join(out)


class File:
    """One Swift file: its code, and the types it declares as (dotted path, hidden)."""

    def __init__(self, path, shown, room):
        with open(path, encoding="utf-8") as handle:
            self.text = handle.read()
        self.shown = shown
        self.room = room
        self.code = code_only(self.text)
        self.types = []
        self.functions = []
        self.members = []     # (name, dotted path of the extended type or None, offset)
        self.opened = set()   # types declared or extended here: their nested names need no prefix
        self.generics = set(
            name
            for parameters in re.findall(r"(?:\w|`)\s*<([^<>()]*?)>\s*\(", self.code)
            + re.findall(r"\b(?:struct|class|enum|actor)\s+\w+\s*<([^<>]*)>", self.code)
            for name in re.findall(r"(?:^|,)\s*(?:each\s+|let\s+)?([A-Z]\w*)", parameters))
        self.generics |= set(re.findall(r"\bassociatedtype\s+(\w+)", self.code))
        self._declarations()

    def _declarations(self):
        scopes = []   # one entry a brace: the dotted path of a type, or None
        pending = None
        for match in DECLARATION.finditer(self.code):
            outer = next((scope for scope in reversed(scopes) if scope), None)
            local = any(scope is None for scope in scopes)
            hidden = local or bool(HIDDEN.search(self.code[max(0, match.start() - 200):match.start()]
                                                 .rsplit("\n\n", 1)[-1].rsplit(";", 1)[-1]))
            if match["open"]:
                scopes.append(pending)
                pending = None
            elif match["close"]:
                if scopes:
                    scopes.pop()
            elif match["function"]:
                if not scopes and not hidden:
                    self.functions.append(match["called"])
                pending = None
            elif match["alias"]:
                path = match["aliased"] if outer is None else outer + "." + match["aliased"]
                self.types.append((path, hidden, match.start()))
            elif match["keyword"] == "extension":
                pending = match["name"].replace("`", "")
                self.opened.add(pending)
            else:
                name = match["name"].replace("`", "")
                pending = name if outer is None else outer + "." + name
                self.types.append((pending, hidden, match.start()))
                self.opened.add(pending)

        self._members()

    def _members(self):
        """Every member that is declared here, and whether directly in an extension of what."""
        scopes = []
        pending = None
        for match in MEMBER.finditer(self.code):
            if match["open"]:
                scopes.append(pending)
                pending = None
            elif match["close"]:
                if scopes:
                    scopes.pop()
            elif match["extended"]:
                pending = match["extended"].replace("`", "")
            else:
                name = match["member"] or match["case"]
                hidden = HIDDEN.search(self.code[max(0, match.start() - 80):match.start()])
                outer = scopes[-1] if scopes else None
                if not hidden:
                    self.members.append((name, outer, match.start()))

    def line(self, offset):
        return self.code.count("\n", 0, offset) + 1

    def source_line(self, offset):
        return self.text.split("\n")[self.line(offset) - 1].strip()


class Target:
    def __init__(self, root, name, foreign):
        self.name = name
        self.files = []
        folder = os.path.join(root, "Sources", name)
        for base, folders, names in os.walk(folder):
            folders.sort()
            for file in sorted(names):
                if file.endswith(".swift"):
                    path = os.path.join(base, file)
                    inside = os.path.relpath(path, folder).split(os.sep)
                    room = inside[0] if len(inside) > 1 else TOP
                    self.files.append(File(path, os.path.relpath(path, root), room))
        self.rooms = sorted({file.room for file in self.files})
        self.foreign = foreign

    def top_level(self):
        return {path for file in self.files for path, hidden, _ in file.types
                if "." not in path and not hidden}

    def homes(self):
        """The room of every name: dotted paths, and nested types by their own name where only
        one type of the target bears it and no type of another target does."""
        rooms = collections.defaultdict(set)
        last = collections.defaultdict(set)
        for file in self.files:
            for path, hidden, _ in file.types:
                if hidden:
                    continue
                rooms[path].add(file.room)
                if "." in path:
                    last[path.rsplit(".", 1)[1]].add(path)
            for name in file.functions:
                rooms[name].add(file.room)
        homes = {path: next(iter(found)) for path, found in rooms.items() if len(found) == 1}
        for name, paths in last.items():
            if (len(paths) == 1 and name not in rooms and name not in self.foreign
                    and name not in COMMON):
                path = next(iter(paths))
                if path in homes:
                    homes[name] = homes[path]
        return homes, {path for path in rooms if "." not in path}

    def added_members(self):
        """Members that one room alone adds to types that are not its own: the room of each."""
        homes, _ = self.homes()
        declared = collections.defaultdict(set)
        added = {}
        for file in self.files:
            for name, extended, _ in file.members:
                declared[name].add(file.room)
                if extended is not None and homes.get(extended) != file.room:
                    added[name] = file.room
        return {name: room for name, room in added.items()
                if declared[name] == {room} and name not in COMMON_MEMBERS}

    def uses(self):
        """Every use of another room: (from, to, name, file, offset)."""
        homes, tops = self.homes()
        nested = collections.defaultdict(list)
        for path in homes:
            if "." in path:
                outer, name = path.rsplit(".", 1)
                nested[outer].append((name, path))
        found = []
        added = self.added_members()
        for file in self.files:
            for match in MEMBER_USE.finditer(file.code):
                room = added.get(match[1])
                if room is not None and room != file.room:
                    found.append((file.room, room, "." + match[1], file, match.start(1)))
            own = {path.rsplit(".", 1)[-1] for path, _, _ in file.types} | file.generics
            # A name nested in a type that the file extends hides a top-level type of that name.
            full = {name: path for outer in file.opened for name, path in nested[outer]}
            for match in CHAIN.finditer(file.code):
                parts = re.split(r"\s*\.\s*", match["chain"])
                if parts[0] == self.name and len(parts) > 1 and parts[0] not in homes:
                    parts = parts[1:]
                if parts[0] in own or (match["dot"] and parts[0] in tops):
                    continue
                if match["dot"] and not parts[0][0].isupper():
                    continue
                if not parts[0][0].isupper() and not re.match(
                        r"\s*[(]", file.code[match.end():match.end() + 3]):
                    continue
                before = file.code[max(0, match.start() - 12):match.start()]
                if re.search(r"\b(?:func|case|let|var|import)\s+$", before):
                    continue
                after = file.code[match.end():match.end() + 2]
                if not parts[0][0].isupper() and ":" in after:
                    continue
                if not match["dot"] and parts[0] in full:
                    parts = full[parts[0]].split(".") + parts[1:]
                for count in range(1, len(parts) + 1):
                    name = ".".join(parts[:count])
                    room = homes.get(name)
                    if room is not None and room != file.room:
                        found.append((file.room, room, name, file, match.start("chain")))
        return found


def rings(arrows):
    """The sets of rooms that reach each other (strongly connected components, two or more)."""
    reached = {}
    rooms = {room for arrow in arrows for room in arrow}
    for room in rooms:
        seen, waiting = set(), [room]
        while waiting:
            current = waiting.pop()
            for start, end in arrows:
                if start == current and end not in seen:
                    seen.add(end)
                    waiting.append(end)
        reached[room] = seen
    found = {frozenset(other for other in rooms if other in reached[room]
                       and room in reached[other]) for room in rooms if room in reached[room]}
    return sorted(sorted(ring) for ring in found)


def floors(rooms, arrows):
    """Rooms from the bottom up: a room stands one floor above the highest room it uses."""
    height = {room: 0 for room in rooms}
    for _ in rooms:
        for start, end in arrows:
            height[start] = min(max(height[start], height[end] + 1), len(rooms))
    return height


def report(target, verbose):
    uses = target.uses()
    arrows = collections.defaultdict(list)
    for start, end, name, file, offset in uses:
        arrows[start, end].append((name, file, offset))
    bad = rings(arrows)
    height = {} if bad else floors(target.rooms, arrows)
    print(f"{target.name}")
    for room in sorted(target.rooms, key=lambda room: (height.get(room, 0), room)):
        ends = sorted(end for start, end in arrows if start == room)
        print(f"  {room} → {', '.join(ends) if ends else 'none'}")
        for end in ends:
            found = arrows[room, end]
            names = collections.Counter(name for name, _, _ in found)
            back = " (and back)" if (end, room) in arrows else ""
            name, file, offset = found[0]
            others = [other for other, _ in names.most_common() if other != name]
            more = f"; also {', '.join(others[:4])}{' …' if len(others) > 4 else ''}" \
                if others else ""
            print(f"    {end}{back}: {name} at {file.shown}:{file.line(offset)}"
                  f" ({len(found)} uses{more})")
            if verbose:
                for name, file, offset in found:
                    print(f"      {file.shown}:{file.line(offset)}: {name}:"
                          f" {file.source_line(offset)}")
    faults = [f"{target.name}: rooms use each other: {', '.join(ring)}" for ring in bad]
    for start, end in sorted(arrows):
        if end == TOP:
            name, file, offset = arrows[start, end][0]
            faults.append(f"{file.shown}:{file.line(offset)}: {start} uses {name} of the top room")
    return faults


def imports(target):
    allowed = IMPORTS.get(target.name)
    faults = []
    for file in target.files:
        for match in IMPORT.finditer(file.code):
            if allowed is not None and match[1] not in allowed:
                faults.append(f"{file.shown}:{file.line(match.start(1))}: {target.name} must not"
                              f" import {match[1]}")
    return faults


def process(target):
    if target.name == COMMAND:
        return []
    faults = []
    for file in target.files:
        for pattern, shown in FORBIDDEN + FORBIDDEN_IN.get(target.name, []):
            for match in pattern.finditer(file.code):
                if re.search(r"\bfunc\s+$", file.code[:match.start()][-20:]):
                    continue
                faults.append(f"{file.shown}:{file.line(match.start(1))}: below the command:"
                              f" {shown.format(match[1])}")
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--verbose", action="store_true", help="show every use")
    parser.add_argument("--root", help="the package's folder (default: the one this script is in)")
    parser.add_argument("targets", nargs="*", help="only these (default: all)")
    options = parser.parse_args()
    own = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
    root = os.path.abspath(options.root or own)
    if not os.path.isdir(os.path.join(root, "Sources")):
        sys.exit(f"{root}: has no folder Sources; give the package with --root")
    known = sorted(name for name in os.listdir(os.path.join(root, "Sources"))
                   if os.path.isdir(os.path.join(root, "Sources", name)))
    targets = {name: Target(root, name, set()) for name in known}
    faults = []
    for name in options.targets or known:
        target = targets[name]
        if not target.files:
            continue
        target.foreign = set().union(
            *(other.top_level() for other in targets.values() if other is not target))
        faults += report(target, options.verbose) + imports(target) + process(target)
        if name not in IMPORTS:
            faults.append(f"{name}: a target that arrows.py does not know; say what it may import")
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    print(f"{len(faults)} faults" if faults else "All arrows point down.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
