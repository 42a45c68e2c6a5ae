#!/usr/bin/env bash
# Makes what is in the image, DIRECTORY: a Java runtime with the modules that the hub uses, the jar, a class-data archive and
# the health check. The archive is only good where it was made: the image must have it at the same path.
set -euo pipefail
jar=${1:?usage: image.sh path/to/parley.jar DIRECTORY}
target=${2:?usage: image.sh path/to/parley.jar DIRECTORY}
here=$(cd "$(dirname "$0")" && pwd)
jdk=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}

# What jdeps finds in the jar, and what is found by name only: elliptic curves for TLS, names of cipher suites and zones, jcmd.
modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
modules+=,java.scripting,java.security.jgss,java.security.sasl,java.sql,jdk.crypto.ec,jdk.jcmd,jdk.jfr,jdk.management
modules+=,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

mkdir -p "$target"
"$jdk/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --compress=2 --output "$target/jre"
"$target/jre/bin/java" -Xshare:dump >/dev/null
cp "$jar" "$target/parley.jar"
PATH="$target/jre/bin:$PATH" "$here/../class-data-archive.sh" "$target/parley.jar"
cp "$here/health.sh" "$target/health.sh"
