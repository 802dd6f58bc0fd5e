using Ml.Gan.Cli;
using Ml.Gan.Cli.Training;

return TrainingJob.IsPart(args) ? TrainingJob.Run(args) : CommandLine.Run(args, Terminal.OfProcess());
