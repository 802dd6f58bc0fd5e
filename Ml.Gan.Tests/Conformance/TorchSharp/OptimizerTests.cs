using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Conformance.Torch;

[TestClass]
public class OptimizerTests
{
    static readonly double[] start = [1.0, -2.0, 3.0];
    static readonly double[][] gradients = [[0.5, -1.0, 0.0], [0.25, 2.0, -1.0], [-1.0, 0.5, 4.0], [0.1, 0.1, 0.1]];

    /// <summary>Runs the optimizer over the gradients and compares with a rule written out for one number.</summary>
    static void Check(Func<Parameter, optim.Optimizer> create, Func<Func<double, double, double>> rule)
    {
        using DisposeScope scope = NewDisposeScope();
        var parameter = new Parameter(tensor(start));
        using optim.Optimizer optimizer = create(parameter);
        double[] expected = [.. start];
        Func<double, double, double>[] rules = [.. start.Select(_ => rule())];
        foreach (double[] gradient in gradients)
        {
            parameter.grad = tensor(gradient);
            optimizer.step();
            for (int i = 0; i < expected.Length; i++) expected[i] = rules[i](expected[i], gradient[i]);
        }
        Numeric.AreClose(expected, parameter.detach(), 1e-12);
    }

    [TestMethod]
    [DataRow(0.0, false, false)]
    [DataRow(0.1, false, false)]
    [DataRow(0.0, true, false)]
    [DataRow(0.01, true, true)]
    public void Adam(double decay, bool amsgrad, bool maximize)
    {
        const double rate = 0.1, beta1 = 0.5, beta2 = 0.9, eps = 1e-8;
        Check(p => optim.Adam([p], rate, beta1, beta2, eps, decay, amsgrad, maximize), () =>
        {
            double m = 0, v = 0, largest = 0;
            int step = 0;
            return (p, g) =>
            {
                step++;
                g = (maximize ? -g : g) + decay * p;
                m = beta1 * m + (1 - beta1) * g;
                v = beta2 * v + (1 - beta2) * g * g;
                largest = Math.Max(largest, v);
                double second = (amsgrad ? largest : v) / (1 - Math.Pow(beta2, step));
                return p - rate * m / (1 - Math.Pow(beta1, step)) / (Math.Sqrt(second) + eps);
            };
        });
    }

    [TestMethod]
    [DataRow(0.0, 0.0, false)]
    [DataRow(0.1, 0.0, false)]
    [DataRow(0.0, 0.9, false)]
    [DataRow(0.0, 0.0, true)]
    [DataRow(0.01, 0.5, true)]
    public void RMSProp(double decay, double momentum, bool centered)
    {
        const double rate = 0.05, alpha = 0.9, eps = 1e-8;
        Check(p => optim.RMSProp([p], rate, alpha, eps, decay, momentum, centered), () =>
        {
            double square = 0, mean = 0, buffer = 0;
            return (p, g) =>
            {
                g += decay * p;
                square = alpha * square + (1 - alpha) * g * g;
                mean = alpha * mean + (1 - alpha) * g;
                double average = Math.Sqrt(centered ? square - mean * mean : square) + eps;
                buffer = momentum * buffer + g / average;
                return p - rate * (momentum > 0 ? buffer : g / average);
            };
        });
    }

    [TestMethod]
    [DataRow(0.0, 0.0, 0.0, false)]
    [DataRow(0.1, 0.0, 0.0, false)]
    [DataRow(0.0, 0.9, 0.0, false)]
    [DataRow(0.0, 0.9, 0.5, false)]
    [DataRow(0.1, 0.9, 0.0, true)]
    public void SGD(double decay, double momentum, double dampening, bool nesterov)
    {
        const double rate = 0.05;
        Check(p => optim.SGD([p], rate, momentum, dampening, decay, nesterov), () =>
        {
            double? buffer = null;
            return (p, g) =>
            {
                g += decay * p;
                buffer = buffer is null ? g : momentum * buffer + (1 - dampening) * g;
                return p - rate * (momentum == 0 ? g : nesterov ? g + momentum * buffer.Value : buffer.Value);
            };
        });
    }

    [TestMethod]
    public void AParameterWithoutAGradientStays()
    {
        using DisposeScope scope = NewDisposeScope();
        var used = new Parameter(ones(2));
        var unused = new Parameter(ones(2));
        using Adam optimizer = optim.Adam([used, unused], 0.1);
        used.sum().backward();
        optimizer.step();
        Numeric.AreClose([0.9, 0.9], used.detach());
        Numeric.AreClose([1, 1], unused.detach());
    }

    [TestMethod]
    public void TheLearningRateCanBeChanged()
    {
        using DisposeScope scope = NewDisposeScope();
        var parameter = new Parameter(zeros(1));
        using SGD optimizer = optim.SGD([parameter], 1.0);
        parameter.grad = ones(1);
        optimizer.step();
        foreach (optim.ILearningRateController group in optimizer.ParamGroups) group.LearningRate *= 0.5;
        optimizer.step();
        Numeric.AreClose([-1.5], parameter.detach());
    }

    [TestMethod]
    public void GroupsHaveOptionsOfTheirOwn()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter slow = new(zeros(1)), fast = new(zeros(1));
        using SGD optimizer = optim.SGD([new SGD.ParamGroup([slow], 0.1), new SGD.ParamGroup([fast], 1.0)], 0.5);
        slow.grad = ones(1);
        fast.grad = ones(1);
        optimizer.step();
        Numeric.AreClose([-0.1], slow.detach());
        Numeric.AreClose([-1], fast.detach());
    }

    [TestMethod]
    public void ZeroGradClearsTheGradients()
    {
        using DisposeScope scope = NewDisposeScope();
        var parameter = new Parameter(ones(2));
        using Adam optimizer = optim.Adam([parameter]);
        parameter.sum().backward();
        optimizer.zero_grad();
        Assert.IsTrue(parameter.grad is null || parameter.grad.abs().sum().ToDouble() == 0);
    }

    [TestMethod]
    public void TheStateContinuesInAnotherOptimizer()
    {
        using DisposeScope scope = NewDisposeScope();
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Parameter first = new(tensor(start)), second = new(tensor(start));
            Adam source = optim.Adam([first], 0.1, 0.5, 0.9), target = optim.Adam([second], 0.2);
            void Step(optim.Optimizer optimizer, Parameter parameter, int i)
            {
                parameter.grad = tensor(gradients[i]);
                optimizer.step();
            }
            Step(source, first, 0);
            Step(source, first, 1);
            source.save_state_dict(file);
            target.load_state_dict(file);
            using (no_grad()) second.copy_(first);
            Step(source, first, 2);
            Step(target, second, 2);
            CollectionAssert.AreEqual(first.data<double>().ToArray(), second.data<double>().ToArray());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
