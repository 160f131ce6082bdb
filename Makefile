# ServiceCircles: `make demo` shows it at work, `make test` proves it. Both install what they need.

PREFIX ?= /usr/local
PACKAGES := libgeos-dev libproj-dev libspatialite-dev libsqlite3-dev libgdal-dev libosmium2-dev \
            zlib1g-dev libbz2-dev libexpat1-dev pkg-config
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: setup build test install format lint docs sanitize clean

# Installs the system libraries with apt; elsewhere says what to install.
setup:
	@if ! command -v dpkg-query >/dev/null; then \
	  echo "Install GEOS, PROJ, SpatiaLite, SQLite, GDAL, libosmium, zlib, bzip2 and expat (with headers), and pkg-config."; \
	elif ! dpkg-query -W -f='$${Status}\n' $(PACKAGES) 2>/dev/null | grep -c '^install ok installed' | grep -qx '$(words $(PACKAGES))'; then \
	  $(SUDO) apt-get update -qq && \
	  $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null; \
	fi

build: setup
	swift build -c release --product circles

test: setup
	swift test

install: build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 "$$(swift build -c release --show-bin-path)/circles" $(DESTDIR)$(PREFIX)/bin/circles

format:
	swift format --in-place --recursive Package.swift Sources Tests

lint:
	swift format lint --recursive Package.swift Sources Tests

docs: setup
	swift package generate-documentation --target ServiceCircles --warnings-as-errors

clean:
	rm -rf .build .build-*
