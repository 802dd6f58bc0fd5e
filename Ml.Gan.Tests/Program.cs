using Ml.Gan.Tests.Networks.Layers.Convolved;

// The tests' own program, for tests that need a process with settings of its own; the test platform doesn't come through here.
return args is [ConvolutionSweep.Command, .. var arguments] ? ConvolutionSweep.Start(arguments) : 2;
