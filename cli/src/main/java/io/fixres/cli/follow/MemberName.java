package io.fixres.cli.follow;

/** What tells an experiment from the others of its group. */
final class MemberName {
    private MemberName() {}

    /** The id without the group's name where it begins with that, else the whole id. */
    static String of(String group, String experiment) {
        String prefix = group + "-";
        return experiment.startsWith(prefix) && experiment.length() > prefix.length()
                ? experiment.substring(prefix.length())
                : experiment;
    }
}
