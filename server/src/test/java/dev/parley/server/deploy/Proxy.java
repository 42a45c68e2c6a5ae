package dev.parley.server.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The proxies that {@code deploy/proxy} has files for, and how each is run with them on ports of a test. */
public enum Proxy {
    HAPROXY("haproxy", "haproxy.cfg", "haproxy-subpath.cfg") {
        @Override
        String adapt(String text, Ports ports, TestCertificate certificate) {
            return replace(text, "    http-request redirect scheme https code 308 unless { ssl_fc }\n", "")
                    .replace("bind :80\n", "bind 127.0.0.1:" + ports.http() + "\n")
                    .replace("bind :443 ", "bind 127.0.0.1:" + ports.https() + " ")
                    .replace("/etc/haproxy/parley.pem", certificate.both().toString());
        }

        @Override
        List<String> command(Path file) {
            return List.of(Program.find("haproxy", "haproxy"), "-db", "-f", file.toString());
        }
    },

    NGINX("nginx", "nginx.conf", "nginx-subpath.conf") {
        @Override
        String adapt(String text, Ports ports, TestCertificate certificate) {
            String adapted = replace(text, "listen 80;", "listen 127.0.0.1:" + ports.other() + ";")
                    .replace(
                            "listen 443 ssl http2;",
                            "listen 127.0.0.1:" + ports.http() + "; listen 127.0.0.1:" + ports.https() + " ssl http2;")
                    .replace("/etc/nginx/parley.crt", certificate.chain().toString())
                    .replace("/etc/nginx/parley.key", certificate.key().toString());
            return "daemon off; pid nginx.pid; worker_processes 2; " + asItsUser()
                    + "error_log stderr; events { worker_connections 512; }\n"
                    + "http { access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path"
                    + " fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;\n" + adapted + "}\n";
        }

        @Override
        List<String> command(Path file) {
            return List.of(
                    Program.find("nginx", "nginx"),
                    "-p",
                    file.getParent().toString(),
                    "-e",
                    "stderr",
                    "-c",
                    file.toString());
        }
    },

    CADDY("caddy", "Caddyfile", "Caddyfile-subpath") {
        @Override
        String adapt(String text, Ports ports, TestCertificate certificate) {
            String sites = "http://127.0.0.1:" + ports.http() + ", https://127.0.0.1:" + ports.https() + " {\n";
            return "{\nadmin off\nlocal_certs\nskip_install_trust\nauto_https disable_redirects\n}\n"
                    + replace(text, "hub.example.com {\n", sites);
        }

        @Override
        List<String> command(Path file) {
            return List.of(
                    Program.find("caddy", "caddy"), "run", "--adapter", "caddyfile", "--config", file.toString());
        }
    };

    static final String SUB_PATH = "/connect";

    private static final Path FOLDER = Path.of("..", "deploy", "proxy");
    private static final int NODES = 3;

    private final String program;
    private final String atTheRoot;
    private final String belowAPath;

    Proxy(String program, String atTheRoot, String belowAPath) {
        this.program = program;
        this.atTheRoot = atTheRoot;
        this.belowAPath = belowAPath;
    }

    /** The file with the ports and the certificate of a test. */
    abstract String adapt(String text, Ports ports, TestCertificate certificate);

    abstract List<String> command(Path file);

    /**
     * Runs it in front of those nodes of this machine.
     *
     * @param path where the hub is published: {@link #SUB_PATH}, or nothing
     * @param directory of this proxy alone
     */
    public ProxyProcess start(List<Integer> nodes, String path, Path directory, TestCertificate certificate) {
        if (nodes.size() != NODES) {
            throw new IllegalArgumentException("The files have " + NODES + " nodes");
        }
        try {
            String text = Files.readString(FOLDER.resolve(path.isEmpty() ? atTheRoot : belowAPath));
            for (int i = 0; i < NODES; i++) {
                text = replace(text, "node" + (i + 1) + ":4800", "127.0.0.1:" + nodes.get(i));
            }
            Ports ports = Ports.free();
            Path file = directory.resolve(program + ".conf");
            Files.writeString(file, adapt(text, ports, certificate));
            return ProxyProcess.run(command(file), directory, ports, path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a test counts on is there. */
    private static String replace(String text, String part, String by) {
        if (!text.contains(part)) {
            throw new AssertionError("no \"" + part + "\" in " + text);
        }
        return text.replace(part, by);
    }

    private static String asItsUser() {
        return "root".equals(System.getProperty("user.name")) ? "user root root; " : "";
    }
}
