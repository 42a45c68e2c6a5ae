package dev.parley.server.search;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;
import dev.parley.server.search.SearchRoutes.FoundMessages;

/** What the OpenAPI document says about search. */
final class SearchDocs {

    static final Operation SEARCH = Operation.of("searchMessages", "Find messages of threads by their content")
            .describe("""
                    The %d newest messages whose content has the text in it, newest first, from all threads of the organisation,
                    whatever the case. A message is found as soon as it was sent. White space around the text does not count;
                    less than %d characters find nothing.
                    """.formatted(MessageSearch.MAX_FOUND, SearchRoutes.MIN_QUERY_LENGTH))
            .query("q", Schema.text(SearchRoutes.MAX_QUERY_LENGTH), "The text to find.")
            .answers(FoundMessages.class)
            .fails(ErrorCode.ORG_CONTEXT_REQUIRED, ErrorCode.OVERLOADED);

    private SearchDocs() {}
}
