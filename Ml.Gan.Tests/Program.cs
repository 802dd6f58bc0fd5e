using Ml.Gan.Tests.Cli;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Fuzzing;
using Ml.Gan.Tests.Mpi;
using Ml.Gan.Tests.Native;
using Ml.Gan.Tests.Networks;
using Ml.Gan.Tests.Notebooks;
using Ml.Gan.Tests.Onnx.Loading;
using Ml.Gan.Tests.Training;

// The tests' own program, for tests that need a process with settings of its own; the test platform
// doesn't come through here.
return args switch
{
    [CallerSettingsTests.Command, .. var arguments] => CallerSettingsTests.Start(arguments),
    [ConvolutionSweep.Command, .. var arguments] => ConvolutionSweep.Start(arguments),
    [FreedMemoryTests.Command, .. var arguments] => FreedMemoryTests.Start(arguments),
    [FuzzCommand.Command, .. var arguments] => FuzzCommand.Start(arguments),
    [FuzzProcess.Command, .. var arguments] => FuzzProcess.Start(arguments),
    [HostileModelTests.Command, .. var arguments] => HostileModelTests.Start(arguments),
    [MpiCommand.Command, .. var arguments] => MpiCommand.Start(arguments),
    [KillCommand.Command, .. var arguments] => KillCommand.Start(arguments),
    [NotebookCommand.Command, .. var arguments] => NotebookCommand.Start(arguments),
    [SameBytesTests.Command, .. var arguments] => SameBytesTests.Start(arguments),
    [StrokesCommand.Command, .. var arguments] => StrokesCommand.Start(arguments),
    [TorchWarningsTests.Command, .. var arguments] => TorchWarningsTests.Start(arguments),
    _ => 2,
};
