using Ml.Gan;
using Ml.Gan.Benchmarks;
using Ml.Gan.Benchmarks.Comparison;
using Ml.Gan.Benchmarks.Endurance;
using Ml.Gan.Benchmarks.Inference;
using Ml.Gan.Benchmarks.Memory;

const string Usage = """
    usage: benchmarks [compare] [--rounds N] [--steps N] [--threads N] [--json]
           benchmarks memory [--steps N] [--threads N] [--return-freed-memory] [--json]
           benchmarks endurance [--cycles N] [--steps N] [--seconds N] [--threads N] [--json]
           benchmarks inference [--rounds N] [--batch N] [--threads N] [--json]
           benchmarks sampling [--rounds N] [--json]

      compare   trains the same DCGAN with Ml.Gan and with PyTorch alternately, in rounds of some steps each, and prints
                the ratio of the median step times (default: 8 rounds of 10 steps). The environment variable PYTHON
                names a Python that has PyTorch (default: /usr/bin/python3)
      memory    trains it with Ml.Gan alone and prints the resident memory after 100 steps and at the end (default:
                2000)
      endurance creates, trains for two steps and disposes of an estimator in cycles (default: 1000), trains for some
                steps (default: 10000), and samples from 8 threads on one generator for some seconds (default: 1800);
                prints the resident memory over time, and how many results were wrong
      inference samples from exported generators with OnnxGenerator, TorchSharp, ONNX Runtime on a plain graph and
                onnxruntime-node (where NODE_PATH has it) in turns, for batches of 1, 8, 64 and 256, with 1 and 2
                threads, and prints the ratios of their times (default: 7 rounds), of start-ups, and of
                GanTransformer.Transform
      sampling  samples from a DCGAN of four sizes in batches of 1, 8, 64 and 256 with 1 and 2 threads, prints the time
                of an image relative to one of them, and draws sampling.svg (default: 7 rounds)
      --return-freed-memory
                has glibc hand the memory that tensors free back to the system, as by default, for comparison
      --threads threads of libtorch, in both (default: as many as the machine has processors)
      --json    prints one line of JSON
    """;

try
{
    var arguments = new Arguments(args);
    switch (arguments.Command ?? "compare")
    {
        case "compare":
            ComparisonCommand.Run(arguments);
            return 0;
        case "memory":
            MemoryCommand.Run(arguments);
            return 0;
        case "endurance":
            EnduranceCommand.Run(arguments);
            return 0;
        case "inference":
            InferenceCommand.Run(arguments);
            return 0;
        case "sampling":
            SamplingCommand.Run(arguments);
            return 0;
        case "help":
            Console.WriteLine(Usage);
            return 0;
        case var other:
            throw new BenchmarkException($"There is no command '{other}'.\n{Usage}");
    }
}
catch (Exception e) when (e is BenchmarkException or GanException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
