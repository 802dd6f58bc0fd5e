using Ml.Gan.Cli;
using Ml.Gan.Cli.Training;
using Ml.Gan.Native;

// ONNX Runtime tells its authors of models and machine otherwise.
NativeEnvironment.SetMissing("ORT_DISABLE_TELEMETRY", "1");
return TrainingJob.IsPart(args) ? TrainingJob.Run(args) : CommandLine.Run(args, Terminal.OfProcess());
