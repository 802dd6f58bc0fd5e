using Ml.Gan.Cli;
using Ml.Gan.Cli.Training;
using Ml.Gan.Native;

// ONNX Runtime tells its authors of models and machine otherwise.
NativeEnvironment.SetMissing("ORT_DISABLE_TELEMETRY", "1");

// Threads of libtorch that wait for each other spin for milliseconds otherwise: beside other programs steps take
// several times as long, and on a quiet machine they are no faster.
if (Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") is null)
    NativeEnvironment.SetMissing("OMP_WAIT_POLICY", "PASSIVE");
return TrainingJob.IsPart(args) ? TrainingJob.Run(args) : CommandLine.Run(args, Terminal.OfProcess());
