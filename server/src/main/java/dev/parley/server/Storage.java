package dev.parley.server;

import dev.parley.config.DatabaseSettings;
import dev.parley.config.PostgresUrl;
import dev.parley.config.SessionSettings;
import dev.parley.config.Settings;
import dev.parley.persistence.Database;
import dev.parley.persistence.Migrations;
import dev.parley.persistence.h2.H2Database;
import dev.parley.persistence.postgres.PostgresDatabase;
import dev.parley.persistence.session.RedisSessionRepository;
import dev.parley.persistence.session.SessionRepository;
import dev.parley.persistence.session.SqlSessionRepository;
import dev.parley.persistence.wsticket.MemoryWsTicketRepository;
import dev.parley.persistence.wsticket.SqlWsTicketRepository;
import dev.parley.persistence.wsticket.WsTicketRepository;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import reactor.core.publisher.Mono;

/** Opens the stores the settings name: the database with its schema up to date, and Redis. */
final class Storage {

    private Storage() {}

    static Mono<Database> open(DatabaseSettings settings) {
        return connect(settings).flatMap(database -> Migrations.run(database)
                .thenReturn(database)
                .onErrorResume(error -> database.close().then(Mono.error(error))));
    }

    /** As {@link #open}, but leaves the schema as it is. */
    static Mono<Database> connect(DatabaseSettings settings) {
        return settings.postgres()
                .map(url -> PostgresDatabase.open(address(url), settings.poolSize()))
                .orElseGet(() -> H2Database.open(created(settings.dataDir())));
    }

    /** Where sessions are kept: in the database, or in Redis when the settings say so. */
    static SessionRepository sessions(Core core) {
        Settings settings = core.settings();
        if (settings.sessions().store() == SessionSettings.Store.DATABASE) {
            return new SqlSessionRepository(core.database());
        }
        return new RedisSessionRepository(core.redis().orElseThrow());
    }

    /** Where tickets are kept: where every node sees them. */
    static WsTicketRepository wsTickets(Core core) {
        return core.settings().isCluster()
                ? new SqlWsTicketRepository(core.database())
                : new MemoryWsTicketRepository();
    }

    private static ConnectionFactoryOptions address(PostgresUrl url) {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, url.host())
                .option(ConnectionFactoryOptions.PORT, url.port())
                .option(ConnectionFactoryOptions.DATABASE, url.database())
                .option(ConnectionFactoryOptions.USER, url.user());
        url.password().ifPresent(secret -> options.option(ConnectionFactoryOptions.PASSWORD, secret.value()));
        url.sslMode()
                .ifPresent(
                        mode -> options.option(PostgresqlConnectionFactoryProvider.SSL_MODE, SSLMode.fromValue(mode)));
        url.sslRootCert()
                .ifPresent(file -> options.option(PostgresqlConnectionFactoryProvider.SSL_ROOT_CERT, file.toString()));
        return options.build();
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalStateException("HXA_CONNECT_DATA_DIR cannot be created: " + directory, e);
        }
    }
}
