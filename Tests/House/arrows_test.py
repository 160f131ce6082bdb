#!/usr/bin/env python3
"""What arrows.py sees and what it does not take for an arrow, on packages of a few lines."""

import contextlib
import io
import os
import sys
import tempfile
import unittest

import arrows


def run(files):
    """The exit code and everything printed for a package with these files below Sources."""
    with tempfile.TemporaryDirectory() as root:
        for name, text in files.items():
            path = os.path.join(root, "Sources", name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        said = io.StringIO()
        before = sys.argv
        sys.argv = ["arrows.py", "--root", root]
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                code = arrows.main()
        finally:
            sys.argv = before
        return code, said.getvalue()


class Arrows(unittest.TestCase):
    def fine(self, files):
        code, said = run(files)
        self.assertEqual(code, 0, said)
        return said

    def fails(self, files, *words):
        code, said = run(files)
        self.assertEqual(code, 1, said)
        for word in words:
            self.assertIn(word, said)

    def test_one_way_is_fine(self):
        said = self.fine({"Streets/Low/a.swift": "struct Low {}",
                          "Streets/High/b.swift": "struct High { let low: Low }"})
        self.assertIn("High → Low", said)

    def test_two_rooms_that_use_each_other(self):
        self.fails({"Streets/A/a.swift": "struct One { var two: Two? }",
                    "Streets/B/b.swift": "struct Two { let one: [One] }"},
                   "rooms use each other: A, B")

    def test_a_ring_of_three(self):
        self.fails({"Streets/A/a.swift": "struct One { let x: Two }",
                    "Streets/B/b.swift": "struct Two { let x: Three }",
                    "Streets/C/c.swift": "enum Three { static let x: One? = nil }"},
                   "rooms use each other: A, B, C")

    def test_the_top_room_is_used_by_nobody(self):
        self.fails({"Streets/Top.swift": "struct Top { let low: Low }",
                    "Streets/A/a.swift": "struct Low { func f(_ top: Top) {} }"}, "of the top room")
        self.fine({"Streets/Top.swift": "struct Top { let low: Low }",
                   "Streets/A/a.swift": "struct Low {}"})

    def test_an_extension_uses_its_type(self):
        self.fails({"Streets/A/a.swift": "struct One { let x: Two }",
                    "Streets/B/b.swift": "struct Two {}\nextension One { var y: Int { 1 } }"},
                   "rooms use each other: A, B")

    def test_a_member_that_another_room_adds(self):
        self.fails({"Streets/A/a.swift": "struct One { func f() { self.climb() } }",
                    "Streets/B/b.swift": "extension One { func climb() {} }"},
                   "rooms use each other: A, B")
        # A name that both rooms declare says nothing.
        self.fine({"Streets/A/a.swift": "struct One { func climb() { self.climb() } }",
                   "Streets/B/b.swift": "extension One { func climb(_ x: Int) {} }"})

    def test_nested_types(self):
        self.fails({"Streets/A/a.swift": "struct One { enum Shade { case x } \n let t: Two }",
                    "Streets/B/b.swift": "struct Two { let shade: Shade }"}, "each other: A, B")
        # Its own nested type hides the other room's.
        self.fine({"Streets/A/a.swift": "struct Shade { let t: Two }",
                   "Streets/B/b.swift": "struct Two { enum Shade { case x }\n let s: Shade }"})
        # Each of two types has one of that name: unqualified it is nobody's.
        self.fine({"Streets/A/a.swift": "struct One { struct Part {} \n let t: Two }",
                   "Streets/B/b.swift": "struct Two { struct Part {}\n let p: Part }"})

    def test_private_types_are_nobody_elses(self):
        self.fine({"Streets/A/a.swift": "private struct Helper {}\nstruct One { let t: Two }",
                   "Streets/B/b.swift": "private struct Helper {}\nstruct Two { let h: Helper }"})

    def test_comments_and_strings_are_no_code(self):
        self.fine({"Streets/A/a.swift": "struct One { let two: Two }",
                   "Streets/B/b.swift":
                   "/// One\n/* One /* One */ One */\nstruct Two { let s = \"One\", t = #\"\\(One)\"#\n"
                   "let u = \"\"\"\n  One \\\"\"\" One\n  \"\"\" }"})

    def test_interpolated_code_is_code(self):
        self.fails({"Streets/A/a.swift": "struct One { let two: Two }",
                    "Streets/B/b.swift": "struct Two { let s = \"\\(f(\"(\") + One.x)\" }"},
                   "each other")

    def test_imports(self):
        self.fine({"Streets/A/a.swift": "import Synchronization"})
        self.fails({"Streets/A/a.swift": "import Foundation"}, "must not import Foundation")
        self.fails({"PlaneGeometry/A/a.swift": "import CGDAL"}, "must not import CGDAL")
        self.fails({"ServiceCircles/A/a.swift": "internal import GRDB"}, "must not import GRDB")
        self.fails({"ServiceCircles/A/a.swift": "import ServiceCirclesIO"}, "ServiceCirclesIO")
        self.fails({"ServiceCirclesIO/A/a.swift": "@testable import circles"}, "import circles")

    def test_the_process(self):
        for code in ["print(1)", "exit(1)", "dup2(1, 2)", "signal(2, nil)",
                     "_ = CommandLine.arguments", "let e = FileHandle.standardError"]:
            self.fails({"ServiceCirclesIO/A/a.swift": f"func f() {{ {code} }}"}, "below the command")
            self.fine({"circles/A/a.swift": f"func f() {{ {code} }}"})
        self.fine({"ServiceCirclesIO/A/a.swift": "func f() { x.print(1); printer(2) }"})

    def test_a_target_that_nobody_described(self):
        self.fails({"Unknown/A/a.swift": "struct X {}"}, "does not know")


if __name__ == "__main__":
    unittest.main()
