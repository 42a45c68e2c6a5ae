package dev.parley.server.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.Form;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be uploaded, what is refused and in which order, and that nothing stays behind. */
class UploadTest {

    private static final byte[] PNG =
            bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R');
    private static final int MIB = 1 << 20;

    @RegisterExtension
    static final TestHub HUB =
            TestHub.onH2().with("HXA_CONNECT_MAX_FILE_SIZE_MB", "1").with("HXA_CONNECT_FILE_UPLOAD_MB_PER_DAY", "3");

    private TestOrg org;
    private TestBot bot;
    private FileClient client;

    @BeforeEach
    void register() {
        org = HUB.org();
        bot = org.bot("uploader");
        client = new FileClient(bot);
    }

    @AfterEach
    void nothingIsLeftInTheTemporaryDirectory() throws IOException {
        try (Stream<Path> left = Files.list(HUB.directory().resolve("files/_tmp"))) {
            assertThat(left).isEmpty();
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        IntStream.range(0, values.length).forEach(i -> bytes[i] = (byte) values[i]);
        return bytes;
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().path("error").asString()).isNotEmpty();
    }

    @Test
    void anUploadIsDescribedAndKeptWhereTheContractSays() throws IOException {
        Answer answer = client.upload(Form.file("notes.txt", "text/plain; charset=utf-8", "hello"));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().propertyNames())
                .containsExactly("id", "name", "mime_type", "size", "url", "created_at");
        assertThat(answer.json().path("name").asString()).isEqualTo("notes.txt");
        assertThat(answer.json().path("mime_type").asString()).isEqualTo("text/plain");
        assertThat(answer.json().path("size").asInt()).isEqualTo(5);
        String id = answer.json().path("id").asString();
        assertThat(answer.json().path("url").asString()).isEqualTo("/api/files/" + id);
        assertThat(client.get("/api/files/" + id).body()).asString(UTF_8).isEqualTo("hello");

        Path directory = HUB.directory().resolve("files").resolve(org.id()).resolve(bot.id());
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            assertThat(files).hasSize(1);
            String name = files.get(0).getFileName().toString();
            assertThat(name).matches("[0-9a-f-]{36}\\.txt");
            assertThat(files.get(0).getParent().getFileName()).hasToString(name.substring(0, 2));
        }
    }

    @Test
    void everyUploadIsAFileOfItsOwn() {
        byte[] form = Form.file("same.txt", "text/plain", "same");
        assertThat(client.upload(form).json().path("id"))
                .isNotEqualTo(client.upload(form).json().path("id"));
    }

    @Test
    void anEmptyFileIsAFile() {
        Answer answer = client.upload(Form.file("empty.csv", "text/csv", ""));
        assertThat(answer.json().path("size").asInt(-1)).isZero();
        assertThat(client.get(answer.json().path("url").asString()).body()).isEmpty();
    }

    @Test
    void otherFieldsAndTextAroundTheFormAreIgnored() {
        byte[] form = new Form()
                .raw("a preamble\r\n")
                .part("form-data; name=\"note\"", null, "text\r\n--" + Form.BOUNDARY.substring(1))
                .part("form-data; name=\"file\"", null, "a text field of that name")
                .part("form-data; name=\"other\"; filename=\"\"", "application/octet-stream", "")
                .part("form-data; filename=a.json; name=file", "Application/JSON;charset=x", "{}\r\n\r\n--")
                .raw("--" + Form.BOUNDARY + "--\r\nan epilogue")
                .unfinished();
        Answer answer = client.upload(form);
        assertThat(answer.json().path("mime_type").asString()).isEqualTo("application/json");
        assertThat(client.get(answer.json().path("url").asString()).body())
                .asString(UTF_8)
                .isEqualTo("{}\r\n\r\n--");
    }

    @Test
    void aPartWithoutTypeIsText() {
        byte[] form = new Form()
                .part("form-data; name=\"file\"; filename=\"a\"", null, "plain")
                .bytes();
        assertThat(client.upload(form).json().path("mime_type").asString()).isEqualTo("text/plain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "filename=\"plain.txt\" | plain.txt",
                "filename=plain.txt | plain.txt",
                "filename=\"文件 ünï.txt\" | 文件 ünï.txt",
                "filename=\"a;b,c=d:e.txt\" | a;b,c=d:e.txt",
                "filename=\"say \\\"hi\\\".txt\" | say \"hi\".txt",
                "filename=\"say %22hi%22.txt\" | say %22hi%22.txt",
                "filename=\"../../etc/passwd\" | passwd",
                "filename=\"C:\\dir\\file.txt\" | file.txt",
                "filename=\"C:\\\\dir\\\\file.txt\" | file.txt",
                "filename=\"x.txt\"; filename*=UTF-8''%E6%96%87%20%22a%22%2Fb.txt | b.txt",
                "filename*=utf-8''%E6%96%87%E4%BB%B6.txt; filename=\"x.txt\" | 文件.txt",
                "filename=\"x.txt\"; filename*=ISO-8859-1''%E4.txt | x.txt",
                "filename=\"x.txt\"; filename*=UTF-8''%zz | x.txt",
                "filename=\"CON: .txt \" | `CON: .txt `",
            })
    void namesAreKeptExactly(String parameter, String name) {
        byte[] form = new Form()
                .part("form-data; name=\"file\"; " + parameter, "text/plain", "x")
                .bytes();
        Answer answer = client.upload(form);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().path("name").asString()).isEqualTo(name);
        String info = answer.json().path("url").asString() + "/info";
        assertThat(bot.http().get(info).json().path("name").asString()).isEqualTo(name);
    }

    @Test
    void aNameMayBeAsLongAsFileSystemsAllowAndNoLonger() {
        assertThat(client.upload(Form.file("𝄞".repeat(255), "text/plain", "x")).status())
                .isEqualTo(200);
        refused(client.upload(Form.file("𝄞".repeat(255) + "a", "text/plain", "x")), 400, "VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".", "dir/", "a\\.."})
    void aNamelessFileIsNone(String name) {
        refused(client.upload(Form.file(name, "text/plain", "x")), 400, "VALIDATION_ERROR");
    }

    @Test
    void aRequestWithoutAFileIsRefused() {
        byte[] textOnly =
                new Form().part("form-data; name=\"file\"", null, "text").bytes();
        refused(client.upload(textOnly), 400, "VALIDATION_ERROR");
        refused(client.upload(new Form().bytes()), 400, "VALIDATION_ERROR");
        refused(client.upload("application/x-www-form-urlencoded", "file=a".getBytes(UTF_8)), 400, "VALIDATION_ERROR");
        refused(client.upload("application/json", "{}".getBytes(UTF_8)), 400, "VALIDATION_ERROR");
        refused(bot.http().post("/api/files/upload"), 400, "VALIDATION_ERROR");
    }

    @Test
    void theFileMustBeInItsFieldAndAlone() {
        byte[] elsewhere = new Form()
                .part("form-data; name=\"upload\"; filename=\"a.exe\"", "application/x-msdownload", "MZ")
                .bytes();
        refused(client.upload(elsewhere), 400, "UPLOAD_ERROR");
        byte[] two = new Form()
                .part("form-data; name=\"file\"; filename=\"a.txt\"", "text/plain", "a")
                .part("form-data; name=\"file\"; filename=\"b.exe\"", "application/x-msdownload", "b")
                .bytes();
        refused(client.upload(two), 400, "UPLOAD_ERROR");
        Form many = new Form();
        IntStream.range(0, 101).forEach(i -> many.part("form-data; name=\"f" + i + "\"", null, "x"));
        refused(client.upload(many.bytes()), 400, "UPLOAD_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "image/svg+xml", "image/jpg", "text/html", "", "text", "*/*"})
    void onlyListedTypesMayBeDeclared(String type) {
        refused(client.upload(Form.file("a", type, "x".repeat(2 * MIB))), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void theRefusalOfADeclaredTypeNamesIt() {
        assertThat(declaring("Application/Octet-Stream; x=y")).contains("the declared type application/octet-stream ");
        assertThat(declaring("no \"type\"/" + "x".repeat(500))).contains("the declared type cannot");
    }

    private String declaring(String type) {
        return client.upload(Form.file("a", type, "x")).json().path("error").asString();
    }

    @Test
    void aSignatureReplacesTheDeclaredType() {
        assertThat(client.upload(Form.file("a.txt", "text/plain", PNG))
                        .json()
                        .path("mime_type")
                        .asString())
                .isEqualTo("image/png");
        assertThat(client.upload(Form.file("a.png", "image/png", "%PDF-1.7\nx"))
                        .json()
                        .path("mime_type")
                        .asString())
                .isEqualTo("application/pdf");
        assertThat(client.upload(Form.file(
                                "a.txt", "text/plain", bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F')))
                        .json()
                        .path("mime_type")
                        .asString())
                .isEqualTo("image/jpeg");
        assertThat(client.upload(Form.file("a.txt", "text/plain", "GIF89a....."))
                        .json()
                        .path("mime_type")
                        .asString())
                .isEqualTo("image/gif");
        assertThat(client.upload(Form.file("a.txt", "text/plain", "RIFF\u0010\0\0\0WEBPVP8 "))
                        .json()
                        .path("mime_type")
                        .asString())
                .isEqualTo("image/webp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "just text",
                "a,b\n1,2",
                "{\"a\":1}",
                "<html><body>hi</body></html>",
                "<!DOCTYPE html><script>alert(1)</script>",
                "<!-- a comment --><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "#!/bin/sh\necho hi",
                "From: a@b.c\nSubject: hi\n\nhello",
                "Subject: hi\nTo: you",
                "BEGIN:VCARD\nEND:VCARD",
                "package a;\nimport b;\npublic class C {}",
                "BM is no bitmap, MZ no program",
                "PK is what follows",
                "P1 outage: nobody can log in\n",
                "P6 follows P5",
                "#EXTM3U\nsong.mp3\n",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n",
                "A PDF begins with\n%PDF-1.7\n",
            })
    void textHasNoSignature(String text) {
        Answer answer = client.upload(Form.file("a.png", "image/png", text));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().path("mime_type").asString()).isEqualTo("image/png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?><a/>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "\uFEFF  \n\t<SVG>",
                "<!DOCTYPE svg PUBLIC \"x\">",
                "PK\u0003\u0004\u0014\u0000\u0000\u0000\u0008\u0000",
                "MZ\u0001\u0000\u0003\u0000\u0000\u0000\u0004\u0000",
                "\u007fELF\u0002\u0001\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0002\u0000",
            })
    void whatIsSomethingElseIsRefusedWhateverItIsCalled(String content) {
        refused(client.upload(Form.file("a.txt", "text/plain", content)), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aFileMayHaveExactlyTheLimit() {
        byte[] most = new byte[MIB];
        new Random(7).nextBytes(most);
        most[0] = 'x';
        String url = client.url("most.txt", "text/plain", most);
        assertThat(client.get(url).body()).isEqualTo(most);
        refused(client.upload(Form.file("more.txt", "text/plain", "x".repeat(MIB + 1))), 413, "FILE_TOO_LARGE");
    }

    @Test
    void aFormMustNotBeLargerThanItsFile() {
        byte[] form = new Form()
                .part("form-data; name=\"note\"", null, "x".repeat(MIB + 1))
                .part("form-data; name=\"file\"; filename=\"a.txt\"", "text/plain", "a")
                .bytes();
        refused(client.upload(form), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void aBrokenFormIsRefused() {
        refused(client.upload("multipart/form-data", Form.file("a", "text/plain", "x")), 400, "VALIDATION_ERROR");
        refused(client.upload("multipart/form-data; boundary=", new byte[0]), 400, "VALIDATION_ERROR");
        refused(
                client.upload("multipart/form-data; boundary=other", Form.file("a", null, "x")),
                400,
                "VALIDATION_ERROR");
        refused(client.upload(new byte[0]), 400, "VALIDATION_ERROR");
        String head = "--" + Form.BOUNDARY;
        for (String broken : List.of(
                "no form at all",
                head,
                head + "\r\n",
                head + "x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n" + head + "--",
                head + "\r\n\r\nno headers\r\n" + head + "--",
                head + "\r\nContent-Type: text/plain\r\n\r\nno disposition\r\n" + head + "--",
                head + "\r\nContent-Disposition: attachment; name=\"file\"\r\n\r\nx\r\n" + head + "--",
                head + "\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nx\r\n" + head + "--",
                head + "\r\nX: " + "y".repeat(9_000) + "\r\n\r\nx\r\n" + head + "--",
                head + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx",
                head + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n" + head)) {
            refused(client.upload(new Form().raw(broken).unfinished()), 400, "VALIDATION_ERROR");
        }
    }

    @Test
    void compressedBodiesAreRefused() {
        Answer answer = bot.http()
                .with("Content-Encoding", "gzip")
                .with("Content-Type", Form.CONTENT_TYPE)
                .post("/api/files/upload");
        refused(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aFileThatCannotBeMovedLeavesNothing() throws IOException {
        Path blocked = HUB.directory().resolve("files").resolve(org.id());
        Files.writeString(blocked, "a file where a directory should be");
        refused(client.upload(Form.file("a.txt", "text/plain", "x".repeat(MIB))), 500, "STORAGE_ERROR");
        Files.delete(blocked);
        byte[] mebibyte = Form.file("a.txt", "text/plain", "x".repeat(MIB));
        IntStream.range(0, 3)
                .forEach(i -> assertThat(client.upload(mebibyte).status()).isEqualTo(200));
    }
}
