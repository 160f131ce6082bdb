# ServiceCircles: `make demo` shows it at work, `make test` proves it. Both install what they need.

PREFIX ?= /usr/local
PACKAGES := libgeos-dev libproj-dev libspatialite-dev libsqlite3-dev libgdal-dev libosmium2-dev \
            zlib1g-dev libbz2-dev libexpat1-dev pkg-config
SWIFT_FILES := Package.swift Sources Tests docs/examples \
               $(addprefix benchmarks/,Package.swift Sources Benchmarks)
DOCUMENTED := Streets PlaneGeometry ServiceCircles ServiceCirclesIO
RELEASE = $$(swift build -c release --show-bin-path)
EXAMPLE := docs/examples/Embedding
OTHER_VERSIONS := docs/examples/OtherVersions

.PHONY: help setup build demo test house example install format lint docs sanitize benchmark clean

help:
	@echo "make demo      assess a made-up county and its new projects, then a small city"
	@echo "make test      build everything and run every test"
	@echo "make house     show which folder uses which, and fail where an arrow points up"
	@echo "make build     the release build of the command circles"
	@echo "make install   put circles into PREFIX/bin ($(PREFIX))"
	@echo "make benchmark PROVINCE=folder CITY=file.osm.pbf: see benchmarks/README.md"
	@echo "make format, lint, docs, sanitize, clean"

# Installs the system libraries with apt where they are missing; elsewhere says what to install.
setup:
	@if ! command -v apt-get >/dev/null; then \
	  pkg-config --exists geos proj gdal spatialite sqlite3 expat zlib || \
	  echo "Install with headers: GEOS, PROJ, GDAL, SpatiaLite, SQLite, libosmium, zlib, bzip2," \
	    "expat; and pkg-config."; \
	else \
	  missing=; \
	  for package in $(PACKAGES); do \
	    case "$$(dpkg-query -W -f='$${Status}' $$package 2>/dev/null)" in \
	      *" installed") ;; \
	      *) missing="$$missing $$package" ;; \
	    esac; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    if [ "$$(id -u)" = 0 ]; then as=; else as=sudo; fi; \
	    if [ -n "$$as" ] && ! command -v sudo >/dev/null; then \
	      echo "As root: apt-get install$$missing"; exit 1; \
	    fi; \
	    echo "Installing$$missing"; \
	    $$as apt-get update -qq && \
	    $$as env DEBIAN_FRONTEND=noninteractive \
	      apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  fi; \
	fi

# Without debug information it is a third of the size, and sooner built.
build: setup
	swift build -c release --product circles -debug-info-format none

COUNTY := fixtures/sample-county

demo: build
	@mkdir -p demo
	"$(RELEASE)/circles" assess $(COUNTY)/project.yaml -o demo/county.sqlite --overwrite
	@echo; echo "One of the county's new projects passes, one fails, one lacks dates:"
	"$(RELEASE)/circles" check $(COUNTY)/projects.csv --network $(COUNTY)/streets.osm \
	  --facilities $(COUNTY)/county.gpkg:facilities -o demo/projects.sqlite --overwrite \
	  || test $$? -le 2
	"$(RELEASE)/circles" indicators $(COUNTY)/indicators.csv > demo/indicators.txt
	@echo; echo "A real city:"
	"$(RELEASE)/circles" assess --network fixtures/monaco/monaco.osm.pbf \
	  -o demo/monaco.sqlite --overwrite
	@echo "The reports are demo/county.sqlite, demo/projects.sqlite, demo/monaco.sqlite: open them in"
	@echo "QGIS, or any program that reads SpatiaLite. The county's indicators: demo/indicators.txt."

# The example first, so that the summary of the tests stands at the end.
test: setup house example
	OPTIMIZED_ENGINE=1 swift test

# The folders of every target, what each uses, and what no module may do; HOUSE=--verbose for all.
house:
	@if command -v python3 >/dev/null; then \
	  python3 -B Tests/House/arrows_test.py && python3 -B Tests/House/arrows.py $(HOUSE); \
	else echo "Skipped: the arrows between the folders need python3."; fi

# The library from the outside: as a program that embeds it, and shares the build of the tests; and as
# one that needs another version of a dependency, and has a build of its own.
example: setup
	swift run --package-path $(EXAMPLE) --scratch-path .build \
	  Embedding fixtures/monaco/monaco.osm.pbf $(COUNTY)/project.yaml .build/embedding.sqlite
	swift run --package-path $(OTHER_VERSIONS) OtherVersions

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$(RELEASE)/circles" "$(DESTDIR)$(PREFIX)/bin/circles"

format:
	swift format --in-place --parallel --recursive $(SWIFT_FILES)

lint:
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)

docs: setup
	for target in $(DOCUMENTED); do \
	  swift package generate-documentation --target $$target --warnings-as-errors || exit 1; \
	done

# Damaged OpenStreetMap files through the reader, watched by the sanitizers.
sanitize: setup
	CXX="$${CXX:-$$(command -v g++ || command -v clang++)}" sh Tests/Sanitize/run.sh

# CPU time on one core beside the bars.
benchmark: setup
	swift run -c release --package-path benchmarks bars \
	  $(if $(PROVINCE),--province "$(PROVINCE)") $(if $(CITY),--city "$(CITY)")

clean:
	rm -rf .build .build-* demo $(EXAMPLE)/.build $(OTHER_VERSIONS)/.build benchmarks/.build
