using Ml.Gan.Cli;
using Ml.Gan.Experiments;

var terminal = Terminal.OfProcess();
return CommandLine.Run(ExperimentCommand.Create(terminal), args, terminal);
