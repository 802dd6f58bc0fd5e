using Ml.Gan;
using Ml.Gan.Benchmarks;
using Ml.Gan.Benchmarks.Data;
using Ml.Gan.Benchmarks.Endurance;
using Ml.Gan.Benchmarks.Inference;
using Ml.Gan.Benchmarks.Memory;
using Ml.Gan.Benchmarks.Replicas;
using Ml.Gan.Benchmarks.Scaling;
using Ml.Gan.Benchmarks.Serving;
using Ml.Gan.Benchmarks.Training;
using Ml.Gan.Benchmarks.Training.Plain;

const string Usage = """
    usage: benchmarks [training] [--workloads NAME,...] [--rounds N] [--steps N] [--threads N,...] [--json]
           benchmarks data [--images N] [--rounds N] [--threads N] [--json]
           benchmarks memory [--steps N] [--threads N] [--return-freed-memory] [--json]
           benchmarks endurance [--cycles N] [--steps N] [--seconds N] [--threads N] [--lose-batches]
                                 [--json]
           benchmarks inference [--rounds N] [--batch N] [--threads N,...] [--json]
           benchmarks scaling [--rounds N] [--threads N,...] [--out FILE] [--json]
           benchmarks serving [--network NAME] [--rounds N] [--seconds N] [--json]
           benchmarks replicas [--rounds N] [--steps N] [--batch N] [--json]

      training  trains the same networks with Ml.Gan, with plain TorchSharp and, where there is one, with PyTorch in
                turns, and prints the ratios of the median step times (default: all workloads, 8 rounds, 1 thread and
                as many as the machine has processors). The environment variable PYTHON names a Python that has PyTorch
                (default: /usr/bin/python3)
      data      writes folders of PNGs, the largest of so many (default: 20000), and trains on each: prints the resident
                memory, and what share of a step's time the largest leaves where samples in memory take all
      memory    trains dcgan32 with Ml.Gan alone and prints the resident memory after 100 steps and at the end (default:
                2000)
      endurance creates, trains for two steps and disposes of an estimator in cycles (default: 1000), trains for some
                steps (default: 10000), and samples from 8 threads on one generator for some seconds (default: 1800);
                prints the resident memory over time, and how many results were wrong
      inference samples from exported generators with OnnxGenerator, TorchSharp, ONNX Runtime on a plain graph and
                onnxruntime-node (where NODE_PATH has it) in turns, for batches of 1, 8, 64 and 256, with 1 and 2
                threads, and prints the ratios of their times (default: 7 rounds), of start-ups, and of
                GanTransformer.Transform
      scaling   trains and samples a DCGAN of four sizes in batches of 1 or 2 to 256, prints the time of an image
                relative to one of them (default: 5 rounds), and draws it (default: scaling.svg)
      serving   asks the web app of samples/WebSampler for images by 64 clients for some seconds (default: 60), in
                its own process, and prints images a second, relative to OnnxGenerator.Sample alone in batches of 64,
                errors, and how long answers take (default: 1 round of each network)
      --network dcgan, resnet or sagan alone
      replicas  trains dcgan64 with one process, with two that train at the same time, each for itself, with two that
                wait for each other after each step besides, and with 2 ranks of MPI in turns, 1 thread and as many
                samples (default: 16) each, and prints the ratios of their step times (default: 5 rounds of 12 steps
                after 10 others) and what of a step is waiting and exchange. The environment variable MPIRUN has the
                words that start ranks (default: mpirun)
      --workloads
                some of dcgan32, dcgan64, wgan-gp, mlp, resnet, sagan
      --return-freed-memory
                has glibc hand the memory that tensors free back to the system, as by default, for comparison
      --lose-batches
                never frees a batch (3 MiB) in each cycle and step, to see that the memory shows it
      --threads threads of libtorch, on every side
      --json    prints one line of JSON
    """;

try
{
    var arguments = new Arguments(args);
    switch (arguments.Command ?? "training")
    {
        case "training":
            TrainingCommand.Run(arguments);
            return 0;
        case PlainCommand.Name:
            PlainCommand.Run(arguments);
            return 0;
        case "data":
            DataCommand.Run(arguments);
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
        case "scaling":
            ScalingCommand.Run(arguments);
            return 0;
        case "serving":
            ServingCommand.Run(arguments);
            return 0;
        case "replicas":
            ReplicasCommand.Run(arguments);
            return 0;
        case RankCommand.Name:
            RankCommand.Run(arguments);
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
