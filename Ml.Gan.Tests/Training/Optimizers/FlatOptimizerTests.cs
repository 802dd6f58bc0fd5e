using Ml.Gan.Native;
using Ml.Gan.Training;
using Ml.Gan.Training.Checkpoints;
using Ml.Gan.Training.Optimizers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training.Optimizers;

[TestClass]
public sealed class FlatOptimizerTests
{
    private const double Rate = 3e-3;
    private const int Steps = 100;

    private static readonly long[][] s_shapes = [[3, 5], [7], [4, 3, 2, 2], [1], [33, 17], [2, 8, 1, 1], [16]];

    public static IEnumerable<object[]> Cases =>
        from name in (string[])["adam", "rmsprop", "sgd", "sgd:0.9"]
        from decay in (double[])[0, 0.01]
        from isManaged in (bool[])[true, false]
        from clipping in (double?[])[null, 2]
        select new object[] { name, decay, isManaged, clipping! };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Takes_the_steps_of_TorchSharps_optimizer(string name, double decay, bool isManaged, double? clipping)
    {
        using var scope = NewDisposeScope();
        var (own, theirs) = (Parameters(), Parameters());
        using var optimizer = Flat(name, own, decay, isManaged);
        using var phase = new Phase("d", own, optimizer);
        using var peer = new Phase("d", theirs, Peer(name, theirs, decay));
        using var random = new Generator(5);
        for (int step = 0; step < Steps; step++)
        {
            double scale = step == 60 ? 0.3 : 1;
            phase.ScaleLearningRate(scale);
            peer.ScaleLearningRate(scale);
            for (int i = 0; i < own.Length; i++)
            {
                bool isLeftOut = (i == 1 && step % 7 == 3) || (i == 4 && step < 10);
                var gradient = isLeftOut ? null : Ordered(randn(s_shapes[i], generator: random));
                own[i].grad = gradient?.alias();
                theirs[i].grad = gradient?.clone();
            }
            phase.Update(clipping);
            peer.Update(clipping);
        }

        for (int i = 0; i < own.Length; i++)
        {
            AreClose(theirs[i], own[i]);
            Assert.IsGreaterThan(1e-3, (own[i] - Parameters()[i]).abs().max().item<float>(), "it did learn");
        }
    }

    [TestMethod]
    public void Gives_the_same_bytes_with_one_thread_and_two()
    {
        int threads = get_num_threads();
        try
        {
            CollectionAssert.AreEqual(Learned(1), Learned(2));
        }
        finally
        {
            set_num_threads(threads);
        }

        static float[] Learned(int threads)
        {
            set_num_threads(threads);
            using var scope = NewDisposeScope();
            using var random = new Generator(5);
            Parameter[] parameters = [new(randn(777, 1001, generator: random)), new(randn(3, generator: random))];
            using var optimizer = new AdamSettings().Create(parameters);
            for (int step = 0; step < 3; step++)
            {
                foreach (var parameter in parameters)
                    parameter.grad = randn(parameter.shape, generator: random);
                optimizer.step();
            }
            return [.. parameters.SelectMany(parameter => parameter.ToFloats())];
        }
    }

    [TestMethod]
    public void A_gradient_beyond_the_limit_is_scaled_as_by_PyTorch()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(5);
        Parameter[] own = [.. Parameters(), new(randn(300, 40))], theirs = [.. Parameters(), new(randn(300, 40))];
        for (int i = 0; i < own.Length; i++)
        {
            own[i].grad = Ordered(randn(own[i].shape, generator: random));
            theirs[i].grad = own[i].grad!.clone();
        }
        nn.utils.clip_grad_norm_(theirs, 5);
        using var phase = new Phase("d", own, new AdamSettings().Create(own));
        phase.Update(5);

        for (int i = 0; i < own.Length; i++)
            AreClose(theirs[i].grad!, own[i].grad!);
    }

    [TestMethod]
    public void A_parameter_of_two_phases_learns_in_both()
    {
        using var scope = NewDisposeScope();
        var (shared, alone) = (new Parameter(zeros(5)), new Parameter(zeros(5)));
        using var first = new SgdSettings { LearningRate = 1 }.Create([shared, alone]);
        using var second = new SgdSettings { LearningRate = 10 }.Create([shared]);
        for (int step = 0; step < 3; step++)
        {
            (shared.grad, alone.grad) = (ones(5), ones(5));
            first.step();
            second.step();
        }

        AreClose(full(5, -33f), shared);
        AreClose(full(5, -3f), alone);
    }

    [TestMethod]
    public void Weights_that_are_moved_elsewhere_or_loaded_learn_on()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        Parameter[] parameters = [new(zeros(5)), new(zeros(3))];
        using var optimizer = new SgdSettings { LearningRate = 1 }.Create(parameters);
        parameters[0].set_(ones(5));
        parameters[1].copy_(full(3, 7f));
        (parameters[0].grad, parameters[1].grad) = (ones(5), ones(3));
        optimizer.step();

        AreClose(zeros(5), parameters[0]);
        AreClose(full(3, 6f), parameters[1]);
    }

    [TestMethod]
    public void Reads_the_state_that_TorchSharps_Adam_left_in_a_checkpoint()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(5);
        var (own, theirs) = (Parameters(), Parameters());
        using var optimizer = (FlatOptimizer)new AdamSettings().Create(own);
        using var peer = optim.Adam(theirs, new AdamSettings().LearningRate, 0.5, 0.999);
        Learn(peer, theirs);
        var (written, mine) = (new StateWriter(), new StateWriter());
        OptimizerStates.Exchange(written, "d", peer);
        OptimizerStates.Exchange(mine, "d", optimizer);
        CollectionAssert.AreEqual(Names(written), Names(mine));
        CollectionAssert.AreEqual(written.Values.Keys.ToArray(), mine.Values.Keys.ToArray());

        string path = Path.GetTempFileName();
        try
        {
            CheckpointFile.Write(path, written, new Dictionary<string, string>());
            using var file = CheckpointFile.Open(path);
            OptimizerStates.Exchange(new StateReader(file), "d", optimizer);
        }
        finally
        {
            File.Delete(path);
        }
        using (no_grad())
        {
            foreach (var (parameter, other) in own.Zip(theirs))
                parameter.copy_(other);
        }
        for (int i = 0; i < own.Length; i++)
        {
            theirs[i].grad = Ordered(randn(s_shapes[i], generator: random));
            own[i].grad = theirs[i].grad!.clone();
        }
        peer.step();
        optimizer.step();
        foreach (var (parameter, other) in own.Zip(theirs))
            AreClose(other, parameter);

        void Learn(optim.Optimizer one, Parameter[] parameters)
        {
            for (int step = 0; step < 3; step++)
            {
                foreach (var parameter in parameters)
                    parameter.grad = Ordered(randn(parameter.shape, generator: random));
                one.step();
            }
        }

        static string[] Names(StateWriter writer) => [.. writer.Tensors.Select(
            tensor => $"{tensor.Name} ({string.Join(", ", tensor.Value.shape)})")];
    }

    [TestMethod]
    public void Leaves_no_tensors_behind()
    {
        using var scope = NewDisposeScope();
        var parameters = Parameters();
        long before = LiveTensors.Count();
        long first = 0;
        using (var optimizer = new AdamSettings().Create(parameters))
        {
            for (int step = 0; step < 5; step++)
            {
                using (NewDisposeScope())
                {
                    parameters.Select(one => one.square().sum()).Aggregate((sum, one) => sum + one).backward();
                    optimizer.step();
                    optimizer.zero_grad();
                }
                first = step == 0 ? LiveTensors.Count() : first;
            }
            Assert.AreEqual(first, LiveTensors.Count());
        }
        Assert.AreEqual(before, LiveTensors.Count());
    }

    [TestMethod]
    [DataRow("sgd:1", "The momentum of sgd must be at least 0 and below 1")]
    [DataRow("sgd:-0.1", "The momentum of sgd must be at least 0 and below 1")]
    [DataRow("sgd:heavy", "The momentum of sgd")]
    public void Refuses_a_momentum_with_which_steps_never_end(string text, string message) => StringAssert.StartsWith(
        Assert.ThrowsExactly<GanOptionException>(() => Catalog.Optimizers.Parse(text)).Message, message);

    private static FlatOptimizer Flat(string name, Parameter[] parameters, double decay, bool isManaged) =>
        Settings(name) switch
        {
            AdamSettings adam => new FlatAdam(parameters, adam, decay, isManaged),
            RmsPropSettings rmsProp => new FlatRmsProp(parameters, rmsProp, decay, isManaged),
            var sgd => new FlatSgd(parameters, (SgdSettings)sgd, decay, isManaged),
        };

    private static optim.Optimizer Peer(string name, Parameter[] parameters, double decay) => Settings(name) switch
    {
        AdamSettings => optim.Adam(parameters, Rate, 0.5, 0.999, weight_decay: decay),
        RmsPropSettings => optim.RMSProp(parameters, Rate, 0.99, weight_decay: decay),
        var sgd => optim.SGD(parameters, Rate, ((SgdSettings)sgd).Momentum, weight_decay: decay),
    };

    private static OptimizerSettings Settings(string name) =>
        Catalog.Optimizers.Parse(name) with { LearningRate = Rate };

    private static Parameter[] Parameters()
    {
        using var random = new Generator(3);
        return [.. s_shapes.Select(shape => new Parameter(Ordered(randn(shape, generator: random))))];
    }

    /// <summary>Tensors of four dimensions channels-last.</summary>
    private static Tensor Ordered(Tensor tensor) => tensor.dim() == 4
        ? tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)
        : tensor;

    private static void AreClose(Tensor expected, Tensor actual) => Assert.IsLessThanOrEqualTo(
        1e-6, (expected - actual).abs().max().item<float>() / Math.Max(1, expected.abs().max().item<float>()));
}
