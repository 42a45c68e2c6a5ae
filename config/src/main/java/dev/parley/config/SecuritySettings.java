package dev.parley.config;

import java.util.Optional;

/**
 * Who rules the hub, and how strictly it guards itself.
 *
 * @param adminSecret opens the super-admin's doors; present unless in development mode
 * @param devMode whether safeguards are relaxed for a developer's machine
 */
public record SecuritySettings(Optional<Secret> adminSecret, boolean devMode) {

    static final Variable<Secret> ADMIN_SECRET = Variable.of(
            "HXA_CONNECT_ADMIN_SECRET",
            Kind.secretText(),
            "The super-admin's secret. Required unless `DEV_MODE=true`; without it the super-admin's routes are open.");

    static final Variable<Boolean> DEV_MODE = Variable.of(
                    "DEV_MODE",
                    Kind.trueOnly(),
                    "For a developer's machine only: the admin secret is optional, cookies go without `Secure`,"
                            + " webhooks may use `http:`, internal errors show their cause.")
            .byDefault("false");

    static SecuritySettings read(Reading reading) {
        Optional<Secret> adminSecret = reading.find(ADMIN_SECRET);
        boolean devMode = reading.value(DEV_MODE);
        if (devMode) {
            reading.useDevModeDefaults();
        } else if (adminSecret.isEmpty()) {
            reading.refuse(ADMIN_SECRET, "not set; required unless " + DEV_MODE.name() + "=true");
        }
        return new SecuritySettings(adminSecret, devMode);
    }
}
