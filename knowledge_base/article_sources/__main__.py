"""Builds the documents that changed: `python -m knowledge_base.article_sources [--check | --all]`."""

import argparse
import sys

from knowledge_base.article_sources.build import build, jobs, outdated
from knowledge_base.errors import DocumentError


def main() -> int:
    """Build or check the documents and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m knowledge_base.article_sources", description=__doc__)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="only verify that nothing is missing or outdated")
    choice.add_argument("--all", action="store_true", help="build every document, for instance after a writer changed")
    options = parser.parse_args()
    try:
        todo = jobs() if options.all else outdated()
        for job in todo:
            print(f"{'fehlt oder ist veraltet' if options.check else 'baue'}: {job.target.name}")
        if options.check:
            return 1 if todo else 0
        build(todo)
    except DocumentError as exc:
        print(exc, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
