using Ml.Gan.Cli;

return CommandLine.Run(args, Terminal.OfProcess());
