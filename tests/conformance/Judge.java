import java.io.File;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.TestAssertion.Status;

/**
 * Judges PDF files, each by several standards: Judge FILE FLAVOUR,FLAVOUR FILE ... (ua1, 2a).
 *
 * Prints a line "FILE" for each file, for each of its standards a line "FLAVOUR checks N",
 * and under it one line for each rule that is broken:
 * "FLAVOUR broken CLAUSE-TEST xTIMES MESSAGE AT".
 */
public class Judge {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int n = 0; n < args.length; n += 2) {
            System.out.println("FILE");
            for (String flavour : args[n + 1].split(",")) {
                judge(new File(args[n]), flavour);
            }
        }
    }

    private static void judge(File file, String name) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
             PDFAValidator validator =
                 Foundries.defaultInstance().createValidator(flavour, true)) {
            Map<String, Integer> times = new LinkedHashMap<>();
            Map<String, TestAssertion> first = new LinkedHashMap<>();
            int checks = 0;
            for (TestAssertion check : validator.validate(parser).getTestAssertions()) {
                checks++;
                if (check.getStatus() == Status.FAILED) {
                    String rule = check.getRuleId().getClause()
                        + "-" + check.getRuleId().getTestNumber();
                    times.merge(rule, 1, Integer::sum);
                    first.putIfAbsent(rule, check);
                }
            }
            System.out.println(name + " checks " + checks);
            first.forEach((rule, check) -> System.out.println(
                name + " broken " + rule + " x" + times.get(rule) + " "
                + check.getMessage().replace('\n', ' ')
                + " @ " + check.getLocation().getContext()));
        }
    }
}
