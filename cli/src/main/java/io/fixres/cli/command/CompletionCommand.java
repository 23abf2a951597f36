package io.fixres.cli.command;

import io.fixres.cli.ExitCodes;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fixres completion}: a script that teaches a shell the subcommands, options and recipes. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Print a script that completes this command in bash or zsh.",
        footer = {
            "%nbash: source <(fixres completion bash), or save it in ~/.local/share/bash-completion/completions/fixres",
            "zsh:  source <(fixres completion zsh), in ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    /** Shells that are known; picocli's script is one for both and finds out in which it runs. */
    enum Shell {
        BASH,
        ZSH
    }

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    Shell shell;

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("fixres", spec.root().commandLine()));
        spec.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
