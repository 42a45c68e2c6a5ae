package dev.parley.config;

import java.util.Optional;

/**
 * Who rules the hub, and how strictly it guards itself.
 *
 * @param adminSecret opens the super-admin's doors; present unless in development mode
 * @param devMode whether safeguards are relaxed for a developer's machine
 * @param webhookAllow networks that are not public and to which webhooks may nevertheless lead
 */
public record SecuritySettings(Optional<Secret> adminSecret, boolean devMode, AddressRanges webhookAllow) {

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

    static final Variable<AddressRanges> WEBHOOK_ALLOW = Variable.of(
            "HXA_CONNECT_WEBHOOK_ALLOW",
            AddressRanges.KIND,
            "Networks that are not public to which webhooks may nevertheless lead, over `http:` too: an intranet's. Whoever"
                    + " may register a bot can then make the hub send requests to every address in them. Not set: none.");

    static SecuritySettings read(Reading reading) {
        Optional<Secret> adminSecret = reading.find(ADMIN_SECRET);
        boolean devMode = reading.value(DEV_MODE);
        if (devMode) {
            reading.useDevModeDefaults();
        } else if (adminSecret.isEmpty()) {
            reading.refuse(ADMIN_SECRET, "not set; required unless " + DEV_MODE.name() + "=true");
        }
        AddressRanges webhookAllow = reading.find(WEBHOOK_ALLOW).orElse(AddressRanges.NONE);
        return new SecuritySettings(adminSecret, devMode, webhookAllow);
    }
}
