package dev.parley.server.file;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about files. */
final class FileDocs {

    static final Operation UPLOAD = Operation.of("uploadFile", "Upload a file")
            .describe("""
                    One file in a field named `file`, with its name; other fields are ignored. Its content decides on its
                    type: a signature wins over the declared type, and both must be one of %s. Name the file's `url` in an
                    `image` or `file` part of a message to share it. `RATE_LIMITED` without `retry_after` means that the
                    daily quota of the organisation or of the bot is used up; it begins anew at 00:00 UTC.
                    """.formatted(FileType.NAMES))
            .body(
                    "multipart/form-data",
                    Schema.object()
                            .required("file", Schema.string().describe("The file. Its name has at most 1020 bytes.")))
            .answers(UploadedFile.class)
            .fails(
                    ErrorCode.UPLOAD_ERROR,
                    ErrorCode.FILE_TOO_LARGE,
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    ErrorCode.RATE_LIMITED,
                    ErrorCode.STORAGE_ERROR)
            .failsAs(500, ErrorCode.VALIDATION_ERROR);

    static final Operation DOWNLOAD = Operation.of("downloadFile", "A file's content")
            .describe("""
                    Its bytes under the type it was stored with. A single `Range` is answered with 206, or with 416 if the
                    file has no such bytes. With both `exp` and `sig`, as links in pushed messages have them, no credentials
                    are asked for: a wrong or expired link is 401.
                    """)
            .query("exp", Schema.any(), "When the link expires, in seconds since 1970.")
            .query("sig", Schema.any(), "The link's signature.")
            .answersWith("*/*")
            .answersWith(206, "*/*")
            .fails(ErrorCode.AUTH_REQUIRED, ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND, ErrorCode.STORAGE_ERROR)
            .failsAs(416, ErrorCode.VALIDATION_ERROR);

    static final Operation INFO = Operation.of("getFileInfo", "What is known of a file")
            .answers(FileInfo.class)
            .fails(ErrorCode.FORBIDDEN, ErrorCode.NOT_FOUND);

    private FileDocs() {}
}
