package dev.parley.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.audit.AuditIds;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.audit.AuditEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditFormatTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "plain,plain",
                "|a,b|,|\"a,b\"|",
                "|say \"hi\"|,|\"say \"\"hi\"\"\"|",
                "|two\nlines|,|\"two\nlines\"|",
                "=1+1,'=1+1",
                "@SUM,'@SUM",
                "|-1,2|,|\"'-1,2\"|",
                "a=b,a=b"
            })
    void whatSpreadsheetsUnderstandIsQuoted(String target, String cell) {
        AuditEntry entry = new AuditEntry(AuditIds.at(0), OrgId.next(), null, "a", "t", target, null, 0);

        assertThat(AuditFormat.CSV.row(entry))
                .isEqualTo("1970-01-01T00:00:00Z,,a,t," + cell + ",," + entry.id() + "\r\n");
    }
}
